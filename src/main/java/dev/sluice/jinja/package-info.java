/// The template language of chat templates: renders what transformers' Jinja2 renders, to the byte, within limits.
///
/// A [dev.sluice.jinja.Template] is parsed once, is immutable and may render on many threads; a rendering belongs to
/// its
/// thread. Templates come from model files and requests, so none is trusted: whatever they do is counted against
/// [dev.sluice.jinja.Limits], and every failure is a [dev.sluice.jinja.TemplateException]. Plain JDK, because the
/// engine's
/// child process runs it too. Inside, values are Python's: see [dev.sluice.jinja.Values] for what stands for what.
@NullMarked
package dev.sluice.jinja;

import org.jspecify.annotations.NullMarked;
