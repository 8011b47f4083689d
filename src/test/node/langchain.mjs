// LangChain's OpenAI classes, pointed at Sluice.
import { AIMessage, HumanMessage, SystemMessage, ToolMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { ChatOpenAI, OpenAI, OpenAIEmbeddings } from '@langchain/openai';
import { z } from 'zod';
import { tell } from './tell.mjs';

const options = {
  apiKey: 'sk-caller', maxRetries: 0, timeout: 15000, configuration: { baseURL: process.env.SLUICE_URL + '/v1' },
};
const chat = (model, more = {}) => new ChatOpenAI({ ...options, model: 'fake/' + model, ...more });
const response = model => chat(model, { useResponsesApi: true });
const weather = tool(({ city }) => city + ': 20', {
  name: 'weather', description: 'Tells the weather.', schema: z.object({ city: z.string() }),
});
const form = z.object({ a: z.number() });

async function streamed(model) {
  let whole;
  for await (const chunk of await model.stream('hello')) {
    whole = whole === undefined ? chunk : whole.concat(chunk);
  }
  return [whole.text, whole.usage_metadata.output_tokens];
}

async function loop(model) {
  const bound = model.bindTools([weather]);
  const messages = [new SystemMessage('be brief'), new HumanMessage('hello')];
  for (let step = 0; step < 3; step++) {
    const said = await bound.invoke(messages);
    messages.push(said);
    if (!said.tool_calls?.length) {
      return said.text;
    }
    for (const call of said.tool_calls) {
      messages.push(await weather.invoke(call));
    }
  }
  return 'no end';
}

async function aborted(model) {
  const going = new AbortController();
  for await (const chunk of await model.stream('hello', { signal: going.signal })) {
    going.abort();
  }
  return 'no error';
}

await tell({
  chat: async () => (await chat('plain').invoke('hello')).text,
  usage: async () => (await chat('plain').invoke('hello')).usage_metadata.input_tokens,
  batch: async () => (await chat('plain').batch(['one', 'two'])).map(said => said.text),
  stream: () => streamed(chat('streamed')),
  parallelTools: async () => (await chat('tools').bindTools([weather]).invoke('hello')).tool_calls.map(call => call.args.city),
  streamedTools: async () => {
    let whole;
    for await (const chunk of await chat('tools').bindTools([weather]).stream('hello')) {
      whole = whole === undefined ? chunk : whole.concat(chunk);
    }
    return whole.tool_calls.map(call => call.args.city);
  },
  agent: () => loop(chat('agent')),
  structured: async () => (await chat('form').withStructuredOutput(form, { method: 'jsonSchema' }).invoke('hello')).a,
  structuredByTool: async () => (await chat('form-call').withStructuredOutput(form, { method: 'functionCalling', name: 'form' }).invoke('hello')).a,
  jsonMode: async () => (await chat('form').withStructuredOutput(form, { method: 'jsonMode' }).invoke('hello')).a,
  vision: async () => (await chat('vision').invoke([new HumanMessage({
    content: [{ type: 'text', text: 'what?' }, { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } }],
  })])).text,
  history: async () => (await chat('plain').invoke([
    new HumanMessage('hello'),
    new AIMessage({ content: '', tool_calls: [{ id: 'call_9', name: 'weather', args: { city: 'Rome' } }] }),
    new ToolMessage({ tool_call_id: 'call_9', content: 'sunny' }),
  ])).text,
  response: async () => (await response('plain').invoke('hello')).text,
  responseStream: () => streamed(response('streamed')),
  responseAgent: () => loop(response('response-agent')),
  responseStructured: async () => (await response('form').withStructuredOutput(form, { method: 'jsonSchema' }).invoke('hello')).a,
  completion: () => new OpenAI({ ...options, model: 'fake/plain' }).invoke('hello'),
  completionStream: async () => {
    let said = '';
    for await (const piece of await new OpenAI({ ...options, model: 'fake/plain' }).stream('hello')) {
      said += piece;
    }
    return said;
  },
  embeddings: async () => (await new OpenAIEmbeddings({ ...options, model: 'fake/vectors' }).embedDocuments(['a', 'b'])).map(one => one.length),
  query: async () => (await new OpenAIEmbeddings({ ...options, model: 'fake/vectors', dimensions: 2 }).embedQuery('a')).length,
  abort: () => aborted(chat('hung-up')),
  rateLimit: () => chat('e429').invoke('hello'),
  badRequest: () => chat('e400').invoke('hello'),
  unauthorized: () => chat('plain', { apiKey: 'sk-wrong' }).invoke('hello'),
  brokenStream: () => streamed(chat('broken')),
  retries: async () => (await chat('again', { maxRetries: 2 }).invoke('hello')).text,
});
