// A real identity provider, for tests: node serve.mjs PACKAGES PORT PEOPLE REDIRECT SIGNED_OUT
//
// PACKAGES is the folder with node_modules. PEOPLE is a JSON file, read at each sign-in: what the
// provider says of each person, by the name that they type. There are no passwords. It ends when its
// standard input does, so that it outlives neither the tests nor a program that started it for them.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [packages, port, people, redirect, signedOut] = process.argv.slice(2);
const entrance = join(packages, 'node_modules', 'oidc-provider', 'lib', 'index.js');
const { default: Provider } = await import(pathToFileURL(entrance));

const person = (name) => JSON.parse(readFileSync(people, 'utf8'))[name];
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: 'send navigator', // both have to be escaped on their way
    client_secret: 'a secret: 100% for tests+',
    redirect_uris: [redirect],
    post_logout_redirect_uris: [signedOut],
  }],
  findAccount: (_, name) => ({
    accountId: name,
    claims: () => ({ sub: name, ...person(name) }),
  }),
  // What comes with the scope “openid” stands in the token, all else is told when asked.
  claims: {
    openid: ['sub', 'groups', 'realm_access', 'amr'],
    profile: ['name', 'preferred_username', 'roles_when_asked'],
  },
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  cookies: { keys: ['a key for tests'] },
  pkce: { required: () => true },
  async loadExistingGrant(ctx) {
    const { session, client } = ctx.oidc;
    const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
    grant.addOIDCScope('openid profile email');
    await grant.save();
    return grant;
  },
});

const interactions = async (request, response) => {
  const url = new URL(request.url, provider.issuer);
  let result;
  if (url.pathname.endsWith('/abort')) {
    result = { error: 'access_denied' };
  } else if (request.method === 'POST') {
    let body = '';
    for await (const part of request) body += part;
    const accountId = new URLSearchParams(body).get('name');
    result = { login: { accountId, amr: person(accountId)?.amr } };
  }
  if (result) {
    await provider.interactionFinished(request, response, result);
  } else {
    response.setHeader('content-type', 'text/html');
    response.end(`<form method="post"><input name="name"></form><a href="${url.pathname}/abort">no</a>`);
  }
};

const all = provider.callback();
createServer((request, response) => {
  if (!request.url.startsWith('/interaction/')) all(request, response);
  else interactions(request, response).catch(() => response.writeHead(500).end());
}).listen(Number(port), '127.0.0.1');
process.stdin.on('end', () => process.exit()).resume();
