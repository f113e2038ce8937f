import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { log } from '../log/log.ts';
import type { ApiContext } from './context.ts';
import { HttpError, json, type Reply } from './reply.ts';
import { route } from './routes.ts';

export function createRelayServer(context: ApiContext): Server {
  return createServer((request, response) => {
    void respond(context, request, response);
  });
}

async function respond(context: ApiContext, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    response.setTimeout(await context.resolver.getInt('api', 'request_timeout_ms'), () => response.destroy());
    send(response, await route(context, request));
  } catch (error) {
    send(response, failure(error));
  }
}

function send(response: ServerResponse, reply: Reply): void {
  if (response.destroyed) return;
  response.writeHead(reply.status, { 'content-type': reply.type, ...reply.headers });
  response.end(reply.body);
}

function failure(error: unknown): Reply {
  if (error instanceof HttpError) return json(error.status, { error: error.message }, error.headers);
  log.error('request_failed', { error });
  const detail = process.env.NODE_ENV === 'production' ? undefined : String(error);
  return json(500, { error: 'internal error', detail });
}
