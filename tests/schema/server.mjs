// SPDX-License-Identifier: EUPL-1.2
// tests/schema/server.mjs - yaml-language-server over its standard streams, as an editor speaks to it.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.env.NODE_PATH ?? '', 'x'));

export class Server {
  /** schemas: {path of a schema: glob}; dir: the folder of the project. */
  constructor(dir, schemas) {
    this.dir = dir;
    this.waiting = new Map();
    this.diagnostics = new Map();
    this.number = 0;
    this.rest = Buffer.alloc(0);
    this.process = spawn(process.execPath, [require.resolve('yaml-language-server/bin/yaml-language-server'), '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
    this.process.stdout.on('data', (d) => { this.rest = Buffer.concat([this.rest, d]); while (this.read()); });
    this.settings = { yaml: { schemas: Object.fromEntries(Object.entries(schemas).map(([path, glob]) => [pathToFileURL(path).href, glob])),
      schemaStore: { enable: false }, validate: true, hover: true, completion: true, format: { enable: false } } };
  }

  read() {
    const end = this.rest.indexOf('\r\n\r\n');
    if (end < 0) return false;
    const length = Number(/Content-Length: (\d+)/i.exec(this.rest.toString('latin1', 0, end))[1]);
    if (this.rest.length < end + 4 + length) return false;
    const message = JSON.parse(this.rest.toString('utf8', end + 4, end + 4 + length));
    this.rest = this.rest.subarray(end + 4 + length);
    if (message.method === 'textDocument/publishDiagnostics') this.tell(message.params.uri, message.params.diagnostics);
    else if (message.method && message.id !== undefined) this.send({ id: message.id, result: message.method === 'workspace/configuration' ? message.params.items.map((i) => this.settings[i.section] ?? {}) : null });
    else if (message.id !== undefined) { this.waiting.get(message.id)?.(message); this.waiting.delete(message.id); }
    return true;
  }

  tell(uri, list) {
    const wait = this.diagnostics.get(uri);
    if (wait) { this.diagnostics.delete(uri); wait(list); }
  }

  send(message) {
    const text = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.process.stdin.write(`Content-Length: ${text.length}\r\n\r\n`);
    this.process.stdin.write(text);
  }

  ask(method, params) {
    const id = ++this.number;
    this.send({ id, method, params });
    return new Promise((done, fail) => this.waiting.set(id, (m) => (m.error ? fail(new Error(m.error.message)) : done(m.result))));
  }

  async start() {
    await this.ask('initialize', { processId: process.pid, rootUri: pathToFileURL(this.dir).href, workspaceFolders: [{ uri: pathToFileURL(this.dir).href, name: 'x' }],
      capabilities: { textDocument: { completion: { completionItem: { documentationFormat: ['markdown'] } }, hover: { contentFormat: ['markdown'] } }, workspace: { configuration: true } } });
    this.send({ method: 'initialized', params: {} });
    this.send({ method: 'workspace/didChangeConfiguration', params: { settings: this.settings } });
  }

  uri(file) { return pathToFileURL(join(this.dir, file)).href; }

  /** Opens a text under the name of a file; what the server has against it. */
  open(file, text) {
    const uri = this.uri(file);
    const told = new Promise((done) => this.diagnostics.set(uri, done));
    this.send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version: 1, text } } });
    return told;
  }

  close(file) { this.send({ method: 'textDocument/didClose', params: { textDocument: { uri: this.uri(file) } } }); }

  at(method, file, line, character) { return this.ask(`textDocument/${method}`, { textDocument: { uri: this.uri(file) }, position: { line, character } }); }

  stop() { this.process.kill(); }
}
