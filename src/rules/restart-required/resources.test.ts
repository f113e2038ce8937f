import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/model.ts';
import { capture } from '../../analyses/capture/analysis.ts';
import { judgeRule, models, type Files } from '../../testing/program.ts';
import rule from './rule.ts';

const SETTINGS = `export declare const registry: { register(definition: object): void };
export declare const resolver: { getInt(ns: string, key: string): Promise<number>; getString(ns: string, key: string): Promise<string> };
registry.register({ namespace: 'app', key: 'value', default: 1, restartRequired: true });
`;
const INT = "await resolver.getInt('app', 'value')";
const TEXT = "await resolver.getString('app', 'value')";
const analysis = { entries: { app: ['src/main.ts'] }, vocabularies: ['registry'] satisfies Json[] };
const program = (main: string): Files => ({ 'src/settings.ts': SETTINGS, 'src/main.ts': `import { resolver } from './settings.ts';\n${main}\n` });

/** What the rule says of the flag, and what holds the value. */
const judge = (main: string): { readonly found: readonly string[]; readonly held: string | undefined } => {
  const files = program(main);
  return {
    found: judgeRule(rule, files, { analysis }).filter(each => each.excuse !== 'given').map(({ entry }) => entry.kind),
    held: models(files, analysis).model(capture).captures[0]!.resource?.what,
  };
};

describe('a flag needs no reason where the value ends in', () => {
  it.each<readonly [string, string, string]>([
    ['http.createServer().listen', 'a listening socket', `import http from 'node:http';\nhttp.createServer((request, response) => void response.end()).listen(${INT});`],
    ['a server in a variable, by options', 'a listening socket', `import { createServer } from 'node:http';\nconst server = createServer();\nserver.listen({ port: ${INT}, host: '::' });`],
    ['express', 'a listening socket', `import express from 'express';\nconst app = express();\nconst port = ${INT};\napp.listen(port, () => undefined);`],
    ['fastify', 'a listening socket', `import fastify from 'fastify';\nconst app = fastify();\nawait app.listen({ port: ${INT} });`],
    ['the host of a server', 'a listening socket', `import { createServer } from 'node:http';\ncreateServer().listen(80, ${TEXT});`],
    ['net.createServer', 'a listening socket', `import net from 'node:net';\nnet.createServer(socket => socket.end()).listen(${INT});`],
    ['a datagram socket', 'a bound socket', `import dgram from 'node:dgram';\ndgram.createSocket('udp4').bind(${INT});`],
    ['new WebSocketServer', 'a listening socket', `import { WebSocketServer } from 'ws';\nconst server = new WebSocketServer({ port: ${INT} });\nserver.on('connection', socket => socket.close());`],
    ['WebSocket.Server', 'a listening socket', `import WebSocket from 'ws';\nexport const server = new WebSocket.Server({ port: ${INT} });`],
    ['Bun.serve', 'a listening socket', `declare const Bun: { serve(options: object): void };\nBun.serve({ port: ${INT}, fetch: () => new Response('') });`],
    ['a server in a class', 'a listening socket', `import { createServer } from 'node:http';\nclass Api { private readonly server = createServer(); constructor(private readonly options: { port: number }) {} start() { this.server.listen(this.options.port); } }\nnew Api({ port: ${INT} }).start();`],
    ['tls.createServer', 'a TLS context', `import tls from 'node:tls';\nimport { readFileSync } from 'node:fs';\ntls.createServer({ key: readFileSync(${TEXT}), cert: readFileSync('cert.pem') }).listen(443);`],
    ['https options in a variable', 'a TLS context', `import https from 'node:https';\nimport fs from 'node:fs';\nconst options = { cert: fs.readFileSync(${TEXT}), key: 'k' };\nhttps.createServer(options).listen(443);`],
    ['pg Pool', 'a pool of connections', `import { Pool } from 'pg';\nexport const pool = new Pool({ max: ${INT} });`],
    ['pg.Pool', 'a pool of connections', `import pg from 'pg';\nexport const pool = new pg.Pool({ connectionString: ${TEXT} });`],
    ['mysql createPool', 'a pool of connections', `import mysql from 'mysql2/promise';\nexport const pool = mysql.createPool({ connectionLimit: ${INT} });`],
    ['a knex instance', 'a pool of connections', `import knex from 'knex';\nexport const db = knex({ client: 'pg', pool: { min: 0, max: ${INT} } });`],
    ['a TypeORM data source', 'a pool of connections', `import { DataSource } from 'typeorm';\nexport const source = new DataSource({ type: 'postgres', url: ${TEXT} });`],
    ['a Prisma client', 'a pool of connections', `import { PrismaClient } from '@prisma/client';\nexport const prisma = new PrismaClient({ datasources: { db: { url: ${TEXT} } } });`],
    ['postgres.js', 'a pool of connections', `import postgres from 'postgres';\nexport const sql = postgres(${TEXT}, { max: 5 });`],
    ['undici', 'a pool of connections', `import { Pool } from 'undici';\nexport const pool = new Pool('http://x', { connections: ${INT} });`],
    ['mongoose.connect', 'an open connection', `import mongoose from 'mongoose';\nawait mongoose.connect(${TEXT});`],
    ['redis createClient', 'an open connection', `import { createClient } from 'redis';\nconst client = createClient({ url: ${TEXT} });\nawait client.connect();`],
    ['ioredis', 'an open connection', `import Redis from 'ioredis';\nexport const redis = new Redis(${INT});`],
    ['mqtt.connect', 'an open connection', `import mqtt from 'mqtt';\nexport const client = mqtt.connect(${TEXT});`],
    ['amqplib', 'an open connection', `import amqp from 'amqplib';\nexport const connection = await amqp.connect(${TEXT});`],
    ['nodemailer', 'an open connection', `import nodemailer from 'nodemailer';\nexport const mail = nodemailer.createTransport({ host: ${TEXT}, port: 25 });`],
    ['a worker thread', 'worker processes or threads', `import { Worker } from 'node:worker_threads';\nnew Worker('./job.js', { workerData: { limit: ${INT} } });`],
    ['cluster.fork', 'worker processes or threads', `import cluster from 'node:cluster';\nconst count = ${INT};\nfor (let i = 0; i < count; i++) cluster.fork();`],
    ['cluster.fork for each of an array', 'worker processes or threads', `import cluster from 'node:cluster';\nArray.from({ length: ${INT} }).forEach(() => cluster.fork());`],
    ['Piscina', 'worker processes or threads', `import Piscina from 'piscina';\nexport const pool = new Piscina({ filename: 'job.js', maxThreads: ${INT} });`],
    ['fs.createWriteStream', 'an open file', `import fs from 'node:fs';\nexport const out = fs.createWriteStream(${TEXT}, { flags: 'a' });`],
    ['fs.promises.open', 'an open file', `import { open } from 'node:fs/promises';\nexport const handle = await open(${TEXT}, 'a');`],
    ['a path that is joined', 'an open file', `import fs from 'node:fs';\nimport path from 'node:path';\nconst file = path.join(${TEXT}, 'access.log');\nexport const out = fs.createWriteStream(file);`],
    ['better-sqlite3', 'an open device or database file', `import Database from 'better-sqlite3';\nexport const db = new Database(${TEXT});`],
    ['a serial port', 'an open device or database file', `import { SerialPort } from 'serialport';\nexport const port = new SerialPort({ path: ${TEXT}, baudRate: 9600 });`],
    ['a winston file transport', 'the transports of a logger', `import winston from 'winston';\nexport const log = winston.createLogger({ transports: [new winston.transports.File({ filename: ${TEXT} })] });`],
    ['a pino transport', 'the transports of a logger', `import pino from 'pino';\nexport const log = pino({ transport: { target: ${TEXT} } });`],
    ['a pino destination', 'the transports of a logger', `import pino from 'pino';\nexport const log = pino(pino.destination(${TEXT}));`],
  ])('%s (%s)', (_, what, main) => {
    const { found, held } = judge(main);
    expect(held).toContain(`held by ${what}`);
    expect(found).toEqual([]);
  });

  it.each<readonly [string, string]>([
    ['a listener of a server', `import http from 'node:http';\nconst limit = ${INT};\nhttp.createServer((request, response) => void response.end(String(limit))).listen(80);`],
    ['a class of the program that is named like a server', `class Server { constructor(private readonly options: { port: number }) {} show() { return this.options.port + 1; } }\nconst server = new Server({ port: ${INT} });\nimport http from 'node:http';\nhttp.createServer(() => void server.show()).listen(80);`],
    ['one of several classes of the program, chosen by name', `import http from 'node:http';\nimport * as servers from './servers.ts';\nconst Server = servers[process.argv[2] as 'A'];\nexport const server = new Server({ port: ${INT} });\nhttp.createServer(() => void server).listen(80);`],
  ])('but not %s', (_, main) => {
    expect(judge(main)).toEqual({ found: ['unjustified'], held: undefined });
  });
});
