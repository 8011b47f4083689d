// OpenAI's client for Node before its fourth version, which is axios and a list of methods, pointed at Sluice.
import openai from 'openai-v3';
import { tell } from './tell.mjs';

const { Configuration, OpenAIApi } = openai;
const basePath = process.env.SLUICE_URL + '/v1';
const client = new OpenAIApi(new Configuration({ apiKey: 'sk-caller', basePath }));
const stranger = new OpenAIApi(new Configuration({ apiKey: 'sk-wrong', basePath }));
const messages = [{ role: 'user', content: 'hello' }];
const chat = (model, more = {}, options = {}) => client.createChatCompletion({ model: 'fake/' + model, messages, ...more }, options);
const functions = [{ name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } }];

async function lines(model, more = {}) {
  const { data } = await chat(model, { stream: true, ...more }, { responseType: 'stream' });
  let text = '';
  for await (const bytes of data) {
    text += bytes;
  }
  return text.split('\n').filter(line => line.startsWith('data: ')).map(line => line.slice(6));
}

const refused = promise => promise.catch(error => {
  throw Object.assign(new Error(error.response.data.error.message), { status: error.response.status, code: error.response.data.error.code });
});

await tell({
  chat: async () => (await chat('plain')).data.choices[0].message.content,
  functions: async () => {
    const { message, finish_reason } = (await chat('functions', { functions, function_call: 'auto' })).data.choices[0];
    return [message.function_call.arguments, finish_reason];
  },
  streamedFunctions: async () => {
    const pieces = (await lines('functions', { functions })).slice(0, -1).map(line => JSON.parse(line).choices[0]);
    const said = pieces.map(piece => piece?.delta?.function_call?.arguments ?? '').join('');
    return [said, pieces.find(piece => piece?.finish_reason)?.finish_reason];
  },
  stream: async () => {
    const all = await lines('streamed');
    return [all.slice(0, -1).map(line => JSON.parse(line).choices[0]?.delta?.content ?? '').join(''), all.at(-1)];
  },
  completion: async () => (await client.createCompletion({ model: 'fake/plain', prompt: 'hello' })).data.choices[0].text,
  embedding: async () => (await client.createEmbedding({ model: 'fake/vectors', input: 'a' })).data.data[0].embedding.length,
  moderation: async () => (await client.createModeration({ model: 'fake/judge', input: 'kill' })).data.results[0].flagged,
  image: async () => (await client.createImage({ model: 'fake/painter', prompt: 'a cat', response_format: 'b64_json' })).data.data[0].b64_json,
  models: async () => (await client.listModels()).data.data.map(model => model.id).includes('fake/gpt-fake'),
  model: async () => (await client.retrieveModel('gpt-fake')).data.id,
  files: async () => (await client.listFiles()).data.data.length,
  unauthorized: () => refused(stranger.listModels()),
  unknownModel: () => refused(client.createChatCompletion({ model: 'unheard-of', messages })),
});
