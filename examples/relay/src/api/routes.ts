import type { IncomingMessage } from 'node:http';
import { requireAdmin } from './admin/access.ts';
import { settingsPage } from './admin/page.ts';
import { changeSetting, listSettings, resetSetting } from './admin/settings.ts';
import type { ApiContext } from './context.ts';
import { acceptMessage } from './intake.ts';
import { listMessages, showMessage } from './messages.ts';
import { HttpError, json, type Reply } from './reply.ts';

export async function route(context: ApiContext, request: IncomingMessage): Promise<Reply> {
  const url = new URL(request.url ?? '/', 'http://relay');
  const [area = '', ...rest] = url.pathname.slice(1).split('/');
  const call = [request.method, area, ...rest.slice(0, 1).map(() => '…')].join(' ');
  if (area === 'admin') return routeAdmin(context, request, rest);
  switch (call) {
    case 'GET healthz':
      return json(200, { ok: true });
    case 'POST messages':
      return acceptMessage(context, request);
    case 'GET messages':
      return listMessages(context, url);
    case 'GET messages …':
      return showMessage(context, rest.join('/'));
    default:
      throw new HttpError(404, 'not found');
  }
}

async function routeAdmin(context: ApiContext, request: IncomingMessage, [page = '', name = '']: readonly string[]): Promise<Reply> {
  await requireAdmin(context.resolver, request);
  if (page === '' && request.method === 'GET') return settingsPage(context);
  if (page !== 'settings') throw new HttpError(404, 'not found');
  if (name === '' && request.method === 'GET') return listSettings(context);
  if (request.method === 'PUT') return changeSetting(context, name, request);
  if (request.method === 'DELETE') return resetSetting(context, name);
  if (request.method === 'POST') {
    // Forms cannot put, and their sender wants to see the page again.
    await changeSetting(context, name, request);
    return json(303, {}, { location: '/admin' });
  }
  throw new HttpError(405, 'method not allowed');
}
