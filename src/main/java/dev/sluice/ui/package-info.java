/// The pages a person sees, rendered to bytes with everything a browser must be told about them.
///
/// Every page works under any context path or proxy prefix (links are relative), loads nothing from another host, and
/// runs under a strict Content-Security-Policy. Immutable but for a bounded cache; thread-safe; knows no web framework.
@NullMarked
package dev.sluice.ui;

import org.jspecify.annotations.NullMarked;
