import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ConfigResolver } from '../../settings/resolver.ts';
import { HttpError } from '../reply.ts';

const LOOPBACK = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

/** Lets the request pass, or throws what the caller is to be told. */
export async function requireAdmin(resolver: ConfigResolver, request: IncomingMessage): Promise<void> {
  if (!(await resolver.getBool('api', 'admin_enabled'))) throw new HttpError(404, 'not found');

  const token = process.env.RELAY_ADMIN_TOKEN || (await resolver.getString('api', 'admin_token'));
  if (token === '') {
    if (!LOOPBACK.includes(request.socket.remoteAddress ?? '')) throw new HttpError(403, 'set api.admin_token to open this page to others');
    return;
  }
  if (!sameText(presentedToken(request), token)) {
    throw new HttpError(401, 'wrong or missing token', { 'www-authenticate': 'Basic realm="relay"' });
  }
}

/** From `Bearer <token>`, or from the password of `Basic`, which is what browsers offer. */
function presentedToken(request: IncomingMessage): string {
  const [scheme = '', credentials = ''] = (request.headers.authorization ?? '').split(' ');
  if (scheme.toLowerCase() === 'bearer') return credentials;
  const decoded = Buffer.from(credentials, 'base64').toString('utf8');
  return decoded.slice(decoded.indexOf(':') + 1);
}

function sameText(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
