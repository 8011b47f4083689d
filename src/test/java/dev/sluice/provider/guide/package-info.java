/// Tests of the guide.
@NullMarked
package dev.sluice.provider.guide;

import org.jspecify.annotations.NullMarked;
