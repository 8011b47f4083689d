// Vercel's AI SDK with its providers for OpenAI, for what is compatible with it and for Anthropic, pointed at Sluice.
import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import {
  embed, embedMany, generateImage, generateSpeech, generateText, isStepCount, Output, streamText, tool, transcribe,
} from 'ai';
import { z } from 'zod';
import { tell } from './tell.mjs';

const options = { baseURL: process.env.SLUICE_URL + '/v1', apiKey: 'sk-caller' };
const openai = createOpenAI(options);
const compatible = createOpenAICompatible({ ...options, name: 'sluice', supportsStructuredOutputs: true, includeUsage: true });
const anthropic = createAnthropic(options);
const ways = {
  chat: model => openai.chat('fake/' + model),
  response: model => openai.responses('fake/' + model),
  compatible: model => compatible.chatModel('fake/' + model),
  message: model => anthropic('fake/' + model),
};

const tools = {
  weather: tool({
    description: 'Tells the weather.', inputSchema: z.object({ city: z.string() }), execute: async ({ city }) => city + ': 20',
  }),
};
const form = Output.object({ schema: z.object({ a: z.number() }) });
const ask = { prompt: 'hello', maxRetries: 0 };

async function streamed(request) {
  let failure;
  const result = streamText({ ...ask, ...request, onError: ({ error }) => { failure = error; } });
  let said = '';
  for await (const piece of result.textStream) {
    said += piece;
  }
  if (failure) {
    throw failure;
  }
  return { said, result };
}

async function aborted(model) {
  const going = new AbortController();
  const parts = [];
  for await (const part of streamText({ ...ask, model, abortSignal: going.signal }).fullStream) {
    parts.push(part.type);
    if (part.type === 'text-delta') {
      going.abort();
    }
  }
  return parts.at(-1);
}

const cases = {};
for (const [way, model] of Object.entries(ways)) {
  Object.assign(cases, {
    [way + '-text']: async () => (await generateText({ ...ask, model: model('plain') })).text,
    [way + '-stream']: async () => {
      const { said, result } = await streamed({ model: model('streamed') });
      return [said, await result.finishReason, (await result.usage).outputTokens];
    },
    [way + '-tools']: async () =>
      (await generateText({ ...ask, model: model('tools'), tools: { weather: tool({ ...tools.weather, execute: undefined }) } }))
        .toolCalls.map(call => call.input.city),
    [way + '-agent']: async () => (await generateText({ ...ask, model: model(way + '-agent'), tools, stopWhen: isStepCount(3) })).text,
    [way + '-streamedAgent']: async () =>
      (await streamed({ model: model(way + '-streamed-agent'), tools, stopWhen: isStepCount(3) })).said,
    [way + '-object']: async () => (await generateText({ ...ask, model: model('form'), output: form })).output.a,
    [way + '-streamedObject']: async () => (await (await streamed({ model: model('form'), output: form })).result.output).a,
    [way + '-reasoning']: async () => {
      const providerOptions = { openai: { reasoningSummary: 'auto', forceReasoning: true } };
      const { text, reasoningText } = await generateText({ ...ask, model: model('thought'), providerOptions });
      return [text, reasoningText ?? ''];
    },
    [way + '-vision']: async () => (await generateText({
      model: model('vision'),
      maxRetries: 0,
      messages: [{
        role: 'user',
        content: [
          { type: 'text', text: 'what?' },
          { type: 'file', data: Buffer.from('iVBORw0KGgo=', 'base64'), mediaType: 'image/png' },
        ],
      }],
    })).text,
    [way + '-abort']: () => aborted(model(way + '-hung-up')),
    [way + '-rateLimit']: async () => {
      try {
        return await generateText({ ...ask, model: model('e429') });
      } catch (error) {
        throw Object.assign(error, { status: error.statusCode });
      }
    },
    [way + '-brokenStream']: async () => (await streamed({ model: model('broken') })).said,
  });
}
Object.assign(cases, {
  completion: async () => (await generateText({ ...ask, model: openai.completion('fake/plain') })).text,
  compatibleCompletion: async () => (await generateText({ ...ask, model: compatible.completionModel('fake/plain') })).text,
  embedding: async () => (await embed({ model: openai.embedding('fake/vectors'), value: 'a' })).embedding.length,
  embeddings: async () =>
    (await embedMany({ model: compatible.embeddingModel('fake/vectors'), values: ['a', 'b'] })).embeddings.map(one => one.length),
  image: async () => (await generateImage({ model: openai.image('fake/painter'), prompt: 'a cat' })).image.base64,
  compatibleImage: async () => (await generateImage({ model: compatible.imageModel('fake/painter'), prompt: 'a cat' })).image.base64,
  speech: async () => Buffer.from((await generateSpeech({ model: openai.speech('fake/voice'), text: 'hello' })).audio.uint8Array).toString(),
  transcription: async () =>
    (await transcribe({ model: openai.transcription('fake/ears'), audio: Buffer.from('RIFF') })).text,
});

await tell(cases);
process.exit(0);
