// OpenAI's own client for Node, pointed at Sluice: every case prints one line of JSON, {"case", "value"} or {"case", "error"}.
import OpenAI, { toFile } from 'openai';

const options = { baseURL: process.env.SLUICE_URL + '/v1', apiKey: 'sk-caller', maxRetries: 0, timeout: 15000 };
const client = new OpenAI(options);
const messages = [{ role: 'user', content: 'hello' }];
const tools = [{
  type: 'function',
  function: { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
}];

const chat = (model, more = {}, using = client) =>
  using.chat.completions.create({ model: 'fake/' + model, messages, ...more });
const text = async (model, more) => (await chat(model, more)).choices[0].message.content;
const file = (name, type) => toFile(Buffer.from('some bytes'), name, { type });
const calls = message => message.tool_calls.map(call => call.function.arguments);

async function streamed(model, more = {}) {
  let said = '';
  let usage = null;
  for await (const chunk of await chat(model, { stream: true, stream_options: { include_usage: true }, ...more })) {
    said += chunk.choices[0]?.delta?.content ?? '';
    usage = chunk.usage ?? usage;
  }
  return said + ';' + usage?.completion_tokens;
}

const cases = {
  chat: () => text('plain'),
  stream: () => streamed('streamed'),
  tool: async () => calls((await chat('tool', { tools })).choices[0].message),
  parallelTools: async () => calls((await chat('tools', { tools })).choices[0].message),
  streamedTools: async () => {
    const stream = client.chat.completions.stream({ model: 'fake/tools', messages, tools });
    return calls((await stream.finalChatCompletion()).choices[0].message);
  },
  vision: () => text('vision', {
    messages: [{
      role: 'user',
      content: [
        { type: 'text', text: 'what?' },
        { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } },
      ],
    }],
  }),
  badRequest: () => text('e400'),
  unauthorized: () => chat('plain', {}, new OpenAI({ ...options, apiKey: 'sk-wrong' })),
  notFound: () => text('e404'),
  unknownModel: () => text('x', { model: 'unheard-of' }),
  rateLimit: () => text('e429'),
  rateLimitStreamed: () => streamed('e429'),
  serverError: () => text('e500'),
  brokenStream: () => streamed('broken'),
  abort: async () => {
    const stream = await chat('hung-up', { stream: true });
    for await (const chunk of stream) {
      stream.controller.abort();
    }
    return 'aborted';
  },
  abortAwaited: async () => {
    const going = new AbortController();
    const answer = client.chat.completions.create({ model: 'fake/awaited', messages }, { signal: going.signal });
    setTimeout(() => going.abort(), 300);
    return answer;
  },
  retries: () => chat('again', {}, new OpenAI({ ...options, maxRetries: 2 })).then(done => done.choices[0].message.content),
  embeddings: async () => (await client.embeddings.create({ model: 'fake/embedder', input: 'hello' })).data[0].embedding[0],
  moderation: async () => (await client.moderations.create({ model: 'fake/judge', input: 'hello' })).results[0].flagged,
  image: async () => (await client.images.generate({ model: 'fake/painter', prompt: 'a cat' })).data[0].b64_json,
  imageEdit: async () =>
    (await client.images.edit({ model: 'fake/painter', prompt: 'a hat', image: await file('cat.png', 'image/png') })).data[0].b64_json,
  speech: async () => (await client.audio.speech.create({ model: 'fake/voice', voice: 'alloy', input: 'hello' })).text(),
  transcription: async () =>
    (await client.audio.transcriptions.create({ model: 'fake/ears', file: await file('a.wav', 'audio/wav') })).text,
  subtitles: async () =>
    client.audio.transcriptions.create({ model: 'fake/subtitles', file: await file('a.wav', 'audio/wav'), response_format: 'srt' }),
  liveTranscription: async () => {
    const parts = [];
    const events = await client.audio.transcriptions.create({ model: 'fake/live', file: await file('a.wav', 'audio/wav'), stream: true });
    for await (const event of events) {
      parts.push(event.delta ?? event.text);
    }
    return parts.join(';');
  },
  models: async () => (await client.models.list()).data.map(model => model.id).includes('fake/gpt-fake'),
};

for (const [name, run] of Object.entries(cases)) {
  try {
    console.log(JSON.stringify({ case: name, value: await run() }));
  } catch (error) {
    const { status = null, code = null, message } = error;
    console.log(JSON.stringify({ case: name, error: error.constructor.name, status, code, message }));
  }
}
