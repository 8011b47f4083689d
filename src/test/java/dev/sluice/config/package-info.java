/// Tests of the configuration, with real files and a real clock.
@NullMarked
package dev.sluice.config;

import org.jspecify.annotations.NullMarked;
