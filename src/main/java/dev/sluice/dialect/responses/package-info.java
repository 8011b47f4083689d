/// OpenAI's responses, as callers and upstreams speak them: requests are checked, read and spliced, replies are read
/// and
/// written, whole and event by event.
///
/// What both sides speak passes as the bytes that came; only the few events that carry the whole response are looked
/// into. The wire format is that of OpenAI's published API document (openai/openai-openapi, commit f85dbe223d40) and
/// https://platform.openai.com/docs/api-reference/responses-streaming (read 2026-11-21).
@NullMarked
package dev.sluice.dialect.responses;

import org.jspecify.annotations.NullMarked;
