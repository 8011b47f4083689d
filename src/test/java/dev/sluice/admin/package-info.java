/// Tests of what operators see and change.
@NullMarked
package dev.sluice.admin;

import org.jspecify.annotations.NullMarked;
