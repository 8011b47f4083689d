/// Which upstreams may answer a request, in which order, and how well each has done of late.
///
/// Planning is pure: it reads the catalog and asks no upstream. What is remembered of an upstream's failures is bounded
/// and belongs to one provider and model; it changes the order of a plan and never leaves a target out.
@NullMarked
package dev.sluice.routing;

import org.jspecify.annotations.NullMarked;
