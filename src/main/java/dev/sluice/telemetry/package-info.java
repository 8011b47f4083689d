/// What operators see of the requests: ids, the facts of each request, the access log.
///
/// Holds no content of requests or replies and no credential.
@NullMarked
package dev.sluice.telemetry;

import org.jspecify.annotations.NullMarked;
