/// Which providers and models exist, by which names, and what is known of them.
///
/// A catalog belongs to one configuration and is replaced with it. Lists of models are read by background threads and
/// kept; a request waits for one only when a provider's first list is still on its way.
@NullMarked
package dev.sluice.catalog;

import org.jspecify.annotations.NullMarked;
