// OpenAI's own client for Node, pointed at Sluice: every case prints one line of JSON, {"case", "value"} or {"case", "error"}.
import OpenAI, { toFile } from 'openai';
import { makeParseableTextFormat } from 'openai/lib/parser';

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

const respond = (model, more = {}) => client.responses.create({ model: 'fake/' + model, input: 'hello', ...more });
const weather = { type: 'function', name: 'weather', parameters: tools[0].function.parameters, strict: false };

const cases = {
  response: async () => (await respond('plain')).output_text,
  responseStream: async () => {
    const stream = client.responses.stream({ model: 'fake/streamed', input: 'hello' });
    let said = '';
    stream.on('response.output_text.delta', event => { said += event.delta; });
    const whole = await stream.finalResponse();
    return said + ';' + whole.output_text + ';' + whole.usage.output_tokens;
  },
  responseParse: async () => {
    const schema = { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'], additionalProperties: false };
    const format = makeParseableTextFormat({ type: 'json_schema', name: 'n', strict: true, schema }, JSON.parse);
    const parsed = await client.responses.parse({ model: 'fake/form', input: 'hello', text: { format } });
    return parsed.output_parsed.a;
  },
  responseTools: async () => {
    const asked = await respond('loop', { tools: [weather] });
    const call = asked.output.find(item => item.type === 'function_call');
    const output = { type: 'function_call_output', call_id: call.call_id, output: JSON.parse(call.arguments).city + ': 20' };
    return (await respond('loop', { previous_response_id: asked.id, input: [output], tools: [weather] })).output_text;
  },
  responseStreamedTools: async () => {
    const stream = client.responses.stream({ model: 'fake/tools', input: 'hello', tools: [weather] });
    return (await stream.finalResponse()).output.map(item => item.arguments);
  },
  responseKept: async () => {
    const { id } = await respond('plain');
    const kept = await client.responses.retrieve(id);
    const items = [];
    for await (const item of client.responses.inputItems.list(id)) {
      items.push(item.content[0].text);
    }
    await client.responses.delete(id);
    const gone = await client.responses.retrieve(id).catch(error => error.status);
    return [kept.output_text, ...items, gone];
  },
  responseBroken: async () => {
    for await (const event of await respond('broken', { stream: true })) {
      if (event.type === 'response.completed') {
        return 'a clean-looking end';
      }
    }
    return 'no error';
  },
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
  files: async () => {
    const file = await client.files.create({ file: await OpenAI.toFile(Buffer.from('a line'), 'a.txt'), purpose: 'user_data' });
    const content = await (await client.files.content(file.id)).text();
    const listed = [];
    for await (const one of client.files.list({ purpose: 'user_data' })) {
      listed.push(one.id);
    }
    const gone = await client.files.delete(file.id);
    return [file.filename, content, listed.includes(file.id), gone.deleted];
  },
  batch: async () => {
    const body = { model: 'fake/plain', messages };
    const line = JSON.stringify({ custom_id: 'one', method: 'POST', url: '/v1/chat/completions', body });
    const file = await client.files.create({ file: await OpenAI.toFile(Buffer.from(line), 'in.jsonl'), purpose: 'batch' });
    let batch = await client.batches.create({
      input_file_id: file.id, endpoint: '/v1/chat/completions', completion_window: '24h', metadata: { a: 'b' },
    });
    for (let i = 0; i < 200 && !['completed', 'failed'].includes(batch.status); i++) {
      await new Promise(later => setTimeout(later, 50));
      batch = await client.batches.retrieve(batch.id);
    }
    const answer = JSON.parse(await (await client.files.content(batch.output_file_id)).text());
    return [batch.status, batch.metadata.a, answer.custom_id, answer.response.body.choices[0].message.content];
  },
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
