/// The doors that speak OpenAI's API: one resource for each family of endpoints.
///
/// Resources are singletons without state of their own; each method hands its request on and returns.
@NullMarked
package dev.sluice.http.openai;

import org.jspecify.annotations.NullMarked;
