// Anthropic's own client for Node, pointed at Sluice.
import Anthropic from '@anthropic-ai/sdk';
import { tell } from './tell.mjs';

const options = { baseURL: process.env.SLUICE_URL, apiKey: 'sk-caller', maxRetries: 0, timeout: 15000 };
const client = new Anthropic(options);
const messages = [{ role: 'user', content: 'hello' }];
const weather = {
  name: 'weather',
  description: 'Tells the weather of a city.',
  input_schema: { type: 'object', properties: { city: { type: 'string' } } },
};

const ask = (model, more = {}, using = client) =>
  using.messages.create({ model, max_tokens: 1000, messages, ...more });
const text = async (model, more, using) =>
  (await ask(model, more, using)).content.filter(block => block.type === 'text').map(block => block.text).join('');
const blocks = message => message.content.map(block => block.text ?? block.thinking ?? JSON.stringify(block.input));

async function streamed(model, more = {}) {
  const stream = client.messages.stream({ model, max_tokens: 1000, messages, ...more });
  let said = '';
  stream.on('text', piece => { said += piece; });
  const message = await stream.finalMessage();
  return [said, message.stop_reason, message.usage.input_tokens, message.usage.output_tokens].join(';');
}

// the requests of Claude Code: cached system blocks, many tools, thinking, a user id, the beta address
const agent = {
  max_tokens: 4000,
  system: [
    { type: 'text', text: 'You are an agent.', cache_control: { type: 'ephemeral' } },
    { type: 'text', text: 'Work in /tmp.', cache_control: { type: 'ephemeral' } },
  ],
  messages: [
    { role: 'user', content: [{ type: 'text', text: '<reminder>be brief</reminder>' }, { type: 'text', text: 'go on' }] },
    { role: 'assistant', content: [
      { type: 'thinking', thinking: 'Hm.', signature: 'sig' },
      { type: 'tool_use', id: 'toolu_1', name: 'weather', input: { city: 'Rome' } },
    ] },
    { role: 'user', content: [
      { type: 'tool_result', tool_use_id: 'toolu_1', content: [{ type: 'text', text: 'rain' }], cache_control: { type: 'ephemeral' } },
    ] },
  ],
  tools: [weather],
  thinking: { type: 'enabled', budget_tokens: 2000 },
  metadata: { user_id: 'user_1_account__session_2' },
  betas: ['interleaved-thinking-2025-05-14'],
};

async function agentStream(model) {
  const stream = await client.beta.messages.create({ ...agent, model, stream: true });
  let said = '';
  for await (const event of stream) {
    said += event.type === 'content_block_delta' && event.delta.type === 'text_delta' ? event.delta.text : '';
  }
  return said;
}

const loop = model => client.beta.messages.toolRunner({
  model,
  max_tokens: 1000,
  // the runner adds to the list that it is given
  messages: [...messages],
  tools: [{ ...weather, parse: input => input, run: input => 'sunny in ' + input.city }],
});

const cases = {};
for (const kind of ['fake', 'claude']) {
  Object.assign(cases, {
    [kind + '-message']: () => text(kind + '/plain'),
    [kind + '-stream']: () => streamed(kind + '/streamed'),
    [kind + '-tools']: async () => blocks(await ask(kind + '/tools', { tools: [weather] })),
    [kind + '-streamedTools']: async () =>
      blocks(await client.messages.stream({ model: kind + '/tools', max_tokens: 1000, messages, tools: [weather] }).finalMessage()),
    [kind + '-toolRunner']: async () => blocks(await loop(kind + '/loop')),
    [kind + '-agent']: () => agentStream(kind + '/agent'),
    [kind + '-badRequest']: () => text(kind + '/e400'),
    [kind + '-notFound']: () => text(kind + '/e404'),
    [kind + '-rateLimit']: () => text(kind + '/e429'),
    [kind + '-overloaded']: () => text(kind + '/e529'),
    [kind + '-brokenStream']: () => streamed(kind + '/broken'),
    [kind + '-abort']: async () => {
      const stream = await ask(kind + '/hung-up', { stream: true });
      for await (const event of stream) {
        if (event.type === 'content_block_delta') {
          stream.controller.abort();
        }
      }
      return 'aborted';
    },
    [kind + '-retries']: () => text(kind + '/again', {}, new Anthropic({ ...options, maxRetries: 2 })),
  });
}
Object.assign(cases, {
  'claude-thinking': async () => blocks(await ask('claude/thinking', { thinking: { type: 'enabled', budget_tokens: 1024 }, max_tokens: 2000 })),
  'claude-countTokens': async () => (await client.messages.countTokens({ model: 'claude/plain', messages })).input_tokens,
  'fake-countTokens': async () => (await client.messages.countTokens({ model: 'fake/plain', messages })).input_tokens,
  unauthorized: () => text('fake/plain', {}, new Anthropic({ ...options, apiKey: 'sk-wrong' })),
  unknownModel: () => text('unheard-of'),
  noLimit: () => text('fake/plain', { max_tokens: undefined }),
  models: async () => {
    const ids = [];
    for await (const model of client.models.list({ limit: 2 })) {
      ids.push(model.id);
    }
    return ids.includes('fake/gpt-fake') && ids.includes('claude/claude-a') && new Set(ids).size === ids.length;
  },
  model: async () => (await client.models.retrieve('claude/claude-a')).display_name,
});

await tell(cases);
