import { describe, expect, test } from 'vitest';
import { addUser, NotAdded } from '../../src/desk/people.ts';
import { cookieOf, createDesk, PASSWORD } from '../support/desk.ts';

const desk = await createDesk();
const { stranger, parts } = desk;

describe('logging in', () => {
  test('the right password opens the desk', async () => {
    const associate = await desk.logIn();
    const me = await associate.get('/api/desk/me');
    expect(me.status).toBe(200);
    expect(await me.json()).toEqual({ id: associate.id, name: 'A associate', role: 'associate' });
  });

  test('the session cookie is out of reach of scripts and other sites, and ends with the shift', async () => {
    const { email } = await desk.add();
    const answer = await stranger.post('/api/auth/sign-in', { email, password: PASSWORD });
    const cookie = answer.headers.getSetCookie().find((value) => value.includes('session_token'));
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    expect(cookie).toMatch(/; Max-Age=43200/i);
    expect(await answer.json()).toEqual({});
  });

  test('neither address nor browser of an associate is kept', async () => {
    const { email, id } = await desk.add();
    const disguise = { 'user-agent': 'Browser of an associate', 'x-forwarded-for': '192.0.2.7' };
    await stranger.post('/api/auth/sign-in', { email, password: PASSWORD }, disguise);
    const [row] = await parts.database.sql`select ip_address, user_agent from sessions where user_id = ${id}`;
    expect([row?.ip_address || null, row?.user_agent || null]).toEqual([null, null]);
  });

  test('a wrong password and an unknown e-mail are refused alike', async () => {
    const { email } = await desk.add();
    for (const attempt of [
      { email, password: 'not the password' },
      { email: 'nobody@helpline.example', password: PASSWORD },
    ]) {
      const answer = await stranger.post('/api/auth/sign-in', attempt);
      expect(answer.status).toBe(401);
      expect(await answer.json()).toEqual({ error: 'wrong_password' });
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  test('guessing is held longer and longer, and the right password works at any time', async () => {
    const { email } = await desk.add();
    const attempt = (password: string) => stranger.post('/api/auth/sign-in', { email, password });
    desk.time.held.length = 0;
    for (let count = 0; count < 10; count++) expect((await attempt('a wrong guess')).status).toBe(401);
    expect((await attempt(PASSWORD)).status).toBe(200);
    expect(desk.time.held).toEqual([0, 0, 0, 0, 0, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
    await attempt(PASSWORD);
    expect(desk.time.held.at(-1)).toBe(0);
  });

  test('somebody who keeps trying an address does not keep its owner out', async () => {
    const { email } = await desk.add();
    const attempt = (password: string) => stranger.post('/api/auth/sign-in', { email, password });
    for (let count = 0; count < 10; count++) {
      await attempt('a wrong guess');
      desk.time.now += 10_000;
    }
    await attempt('a wrong guess');
    expect((await attempt(PASSWORD)).status).toBe(200);
  });

  test('sixty attempts at one address at once cost nobody else a log-in, and its owner only a moment', async () => {
    const [attacked, other] = [await desk.add(), await desk.add()];
    const attempt = (email: string, password: string) => stranger.post('/api/auth/sign-in', { email, password });
    const flood = Array.from({ length: 60 }, () => attempt(attacked.email, 'a wrong guess'));
    expect((await attempt(other.email, PASSWORD)).status).toBe(200);
    const statuses = (await Promise.all(flood)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect((await attempt(attacked.email, PASSWORD)).status).toBe(200);
  });

  test('a request from another site is refused', async () => {
    const { email } = await desk.add();
    for (const headers of [{ origin: 'http://elsewhere.test' }, { origin: '' }, { 'sec-fetch-site': 'cross-site' }]) {
      const answer = await stranger.post('/api/auth/sign-in', { email, password: PASSWORD }, { ...headers });
      expect([answer.status, await answer.json()]).toEqual([403, { error: 'bad_origin' }]);
    }
  });

  test('nobody can sign up', async () => {
    const body = { name: 'Nobody', email: 'new@helpline.example', password: PASSWORD };
    expect((await stranger.post('/api/auth/sign-up/email', body)).status).toBe(404);
    await expect(desk.auth.api.signUpEmail({ body })).rejects.toThrow();
  });
});

describe('a session', () => {
  test('without one every route of the desk is closed', async () => {
    for (const path of [
      '/me',
      '/queue',
      '/alerts',
      '/stream',
      '/conversations/8b0e2f5e-7c83-4a1e-9d62-0f5f5c7f0a11',
      '/nonsense',
    ]) {
      const answer = await stranger.get(`/api/desk${path}`);
      expect([path, answer.status, await answer.json()]).toEqual([path, 401, { error: 'signed_out' }]);
    }
    expect((await stranger.post('/api/desk/claim-next')).status).toBe(401);
  });

  test('ends at log out, even for who kept the cookie', async () => {
    const associate = await desk.logIn();
    expect((await associate.post('/api/auth/sign-out')).status).toBe(200);
    expect((await associate.get('/api/desk/me')).status).toBe(401);
  });

  test('ends after twelve hours however busy it was', async () => {
    const associate = await desk.logIn();
    await associate.get('/api/desk/queue');
    const [row] = await parts.database.sql<{ hours: number }[]>`
      select round(extract(epoch from expires_at - created_at) / 3600)::int as hours from sessions where user_id = ${associate.id}`;
    expect(row?.hours).toBe(12);
    await parts.database.sql`update sessions set expires_at = now() - interval '1 second' where user_id = ${associate.id}`;
    expect((await associate.get('/api/desk/me')).status).toBe(401);
  });

  test('a cookie that somebody altered opens nothing', async () => {
    const { email } = await desk.add();
    const cookie = cookieOf(await stranger.post('/api/auth/sign-in', { email, password: PASSWORD }));
    const altered = cookie.replace(/session_token=(.)/, (_, first: string) => `session_token=${first === 'a' ? 'b' : 'a'}`);
    const ask = (value: string) => desk.app.request('http://desk.test/api/desk/me', { headers: { cookie: value } });
    expect((await ask(cookie)).status).toBe(200);
    expect((await ask(altered)).status).toBe(401);
  });
});

describe('adding people', () => {
  const person = { name: 'An associate', email: 'one@helpline.example', password: PASSWORD, role: 'associate' as const };

  test('the same e-mail cannot be added twice, whatever its case', async () => {
    await addUser(desk.auth, person);
    await expect(addUser(desk.auth, { ...person, email: 'One@Helpline.Example' })).rejects.toEqual(new NotAdded('exists'));
  });

  test('a short password and a malformed e-mail are named', async () => {
    await expect(addUser(desk.auth, { ...person, password: 'short' })).rejects.toMatchObject({ problem: 'password' });
    await expect(addUser(desk.auth, { ...person, email: 'one' })).rejects.toMatchObject({ problem: 'email' });
  });

  test('the password is kept only as a hash', async () => {
    const [row] = await parts.database.sql<{ found: number }[]>`
      select count(*)::int as found from accounts where password is null or password like ${`%${PASSWORD}%`}`;
    expect(row?.found).toBe(0);
  });
});
