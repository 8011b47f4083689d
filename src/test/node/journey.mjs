// OpenAI's own client for Node in the version that CLIENT names, pointed at Sluice.
import { tell } from './tell.mjs';

const version = process.env.CLIENT;
const { default: OpenAI, toFile } = await import(version);
const { makeParseableTextFormat, makeParseableResponseFormat } = await import(version + '/lib/parser');

const options = { baseURL: process.env.SLUICE_URL + '/v1', apiKey: 'sk-caller', maxRetries: 0, timeout: 15000 };
const client = new OpenAI(options);
// what moved from version to version
const helpers = client.beta.chat?.completions ?? client.chat.completions;
const remove = (resource, id) => (resource.delete ?? resource.del).call(resource, id);
const named = model => 'fake/' + version + '-' + model;
const messages = [{ role: 'user', content: 'hello' }];
const tools = [{
  type: 'function',
  function: { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
}];

const chat = (model, more = {}, using = client) =>
  using.chat.completions.create({ model: named(model), messages, ...more });
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

const respond = (model, more = {}) => client.responses.create({ model: named(model), input: 'hello', ...more });
const schema = { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'], additionalProperties: false };
const form = makeParseableResponseFormat({ type: 'json_schema', json_schema: { name: 'n', strict: true, schema } }, JSON.parse);
// the runners add to the list that they are given
const runnable = model => ({
  model: named(model),
  messages: [...messages],
  tools: [{
    type: 'function',
    function: { ...tools[0].function, description: 'd', parse: JSON.parse, function: ({ city }) => city + ': 20' },
  }],
});
const weather = { type: 'function', name: 'weather', parameters: tools[0].function.parameters, strict: false };

const cases = {
  response: async () => (await respond('plain')).output_text,
  responseStream: async () => {
    const stream = client.responses.stream({ model: named('streamed'), input: 'hello' });
    let said = '';
    stream.on('response.output_text.delta', event => { said += event.delta; });
    const whole = await stream.finalResponse();
    return said + ';' + (whole.output_text ?? whole.output[0].content[0].text) + ';' + whole.usage.output_tokens;
  },
  responseParse: async () => {
    const format = makeParseableTextFormat({ type: 'json_schema', name: 'n', strict: true, schema }, JSON.parse);
    const parsed = await client.responses.parse({ model: named('form'), input: 'hello', text: { format } });
    return parsed.output_parsed.a;
  },
  responseTools: async () => {
    const asked = await respond('loop', { tools: [weather] });
    const call = asked.output.find(item => item.type === 'function_call');
    const output = { type: 'function_call_output', call_id: call.call_id, output: JSON.parse(call.arguments).city + ': 20' };
    return (await respond('loop', { previous_response_id: asked.id, input: [output], tools: [weather] })).output_text;
  },
  responseStreamedTools: async () => {
    const stream = client.responses.stream({ model: named('tools'), input: 'hello', tools: [weather] });
    return (await stream.finalResponse()).output.map(item => item.arguments);
  },
  responseKept: async () => {
    const { id } = await respond('plain');
    const kept = await client.responses.retrieve(id);
    const items = [];
    for await (const item of client.responses.inputItems.list(id)) {
      items.push(item.content[0].text);
    }
    await remove(client.responses, id);
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
    const stream = helpers.stream({ model: named('tools'), messages, tools });
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
    const gone = await remove(client.files, file.id);
    return [file.filename, content, listed.includes(file.id), gone.deleted];
  },
  batch: async () => {
    const body = { model: named('plain'), messages };
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
    const answer = client.chat.completions.create({ model: named('awaited'), messages }, { signal: going.signal });
    setTimeout(() => going.abort(), 300);
    return answer;
  },
  retries: () => chat('again', {}, new OpenAI({ ...options, maxRetries: 2 })).then(done => done.choices[0].message.content),
  embeddings: async () => (await client.embeddings.create({ model: named('embedder'), input: 'hello' })).data[0].embedding[0],
  moderation: async () => (await client.moderations.create({ model: named('judge'), input: 'hello' })).results[0].flagged,
  image: async () => (await client.images.generate({ model: named('painter'), prompt: 'a cat' })).data[0].b64_json,
  imageEdit: async () =>
    (await client.images.edit({ model: named('painter'), prompt: 'a hat', image: await file('cat.png', 'image/png') })).data[0].b64_json,
  speech: async () => (await client.audio.speech.create({ model: named('voice'), voice: 'alloy', input: 'hello' })).text(),
  transcription: async () =>
    (await client.audio.transcriptions.create({ model: named('ears'), file: await file('a.wav', 'audio/wav') })).text,
  subtitles: async () =>
    client.audio.transcriptions.create({ model: named('subtitles'), file: await file('a.wav', 'audio/wav'), response_format: 'srt' }),
  liveTranscription: async () => {
    const parts = [];
    const events = await client.audio.transcriptions.create({ model: named('live'), file: await file('a.wav', 'audio/wav'), stream: true });
    for await (const event of events) {
      parts.push(event.delta ?? event.text);
    }
    return parts.join(';');
  },
  toolRunner: () => helpers.runTools(runnable('runner')).finalContent(),
  streamedToolRunner: () => helpers.runTools({ ...runnable('stream-runner'), stream: true }).finalContent(),
  parse: async () =>
    (await helpers.parse({ model: named('form'), messages, response_format: form })).choices[0].message.parsed.a,
  streamedParse: async () => {
    const stream = helpers.stream({ model: named('form'), messages, response_format: form });
    return (await stream.finalChatCompletion()).choices[0].message.parsed.a;
  },
  streamEvents: async () => {
    const stream = helpers.stream({ model: named('streamed'), messages, stream_options: { include_usage: true } });
    const heard = [];
    stream.on('content', delta => heard.push(delta));
    await stream.done();
    return [heard.join(''), (await stream.totalUsage()).completion_tokens];
  },
  abortedHelper: async () => {
    const stream = helpers.stream({ model: named('hung-helper'), messages });
    stream.on('content', () => stream.abort());
    return stream.finalContent();
  },
  completion: async () => (await client.completions.create({ model: named('texts'), prompt: 'once', echo: true })).choices[0].text,
  completionStream: async () => {
    let said = '';
    for await (const piece of await client.completions.create({ model: named('texts'), prompt: ['a', 'b'], stream: true })) {
      said += piece.choices[0].text;
    }
    return said.length;
  },
  manyEmbeddings: async () => {
    const many = await client.embeddings.create({ model: named('vectors'), input: ['a', 'b'], encoding_format: 'float' });
    return many.data.map(row => row.embedding.length);
  },
  imageVariation: async () =>
    (await client.images.createVariation({ model: named('painter'), image: await file('cat.png', 'image/png') })).data[0].b64_json,
  translation: async () =>
    (await client.audio.translations.create({ model: named('ears'), file: await file('a.wav', 'audio/wav') })).text,
  batchFails: async () => {
    const wrong = await client.files.create({ file: await toFile(Buffer.from('no line'), 'in.jsonl'), purpose: 'batch' });
    let batch = await client.batches.create({
      input_file_id: wrong.id, endpoint: '/v1/chat/completions', completion_window: '24h',
    });
    for (let i = 0; i < 200 && batch.status !== 'failed'; i++) {
      await new Promise(later => setTimeout(later, 50));
      batch = await client.batches.retrieve(batch.id);
    }
    const listed = [];
    for await (const one of client.batches.list({ limit: 1 })) {
      listed.push(one.id);
    }
    return [batch.status, batch.errors.data[0].line, listed.includes(batch.id)];
  },
  fileIsKnown: async () => {
    const sent = await client.files.create({ file: await toFile(Buffer.from('a line'), 'b.txt'), purpose: 'user_data' });
    const ready = await client.files.waitForProcessing(sent.id);
    return [ready.id === sent.id, ready.bytes, (await client.files.retrieve(sent.id)).filename];
  },
  noSuchFile: () => client.files.retrieve('file-none'),
  model: async () => (await client.models.retrieve('fake/gpt-fake')).id,
  models: async () => (await client.models.list()).data.map(model => model.id).includes('fake/gpt-fake'),
};

await tell(cases);
