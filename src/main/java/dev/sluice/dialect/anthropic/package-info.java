/// Anthropic's messages, as callers and upstreams speak them: requests are checked, spliced, read and written, replies
/// are read and written, failures become error bodies.
///
/// A request is looked at, never rewritten, where the upstream speaks this dialect too. Block types and tool types that
/// only Anthropic's own servers know travel to those, and are refused where another dialect has no word for them. The
/// wire format is that of https://platform.claude.com/docs/en/api/messages (read 2026-11-21) and of the types that
/// Anthropic's client @anthropic-ai/sdk 1.11.0 declares; versions 2023-06-01 and 2026-10-21 differ in nothing that is
/// read here.
///
/// Readers and writers of replies are used by one thread each; everything else has no state.
@NullMarked
package dev.sluice.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
