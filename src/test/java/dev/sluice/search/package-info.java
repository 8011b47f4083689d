/// Engines are asked over real sockets: recorded pages stand behind a forwarder.
@NullMarked
package dev.sluice.search;

import org.jspecify.annotations.NullMarked;
