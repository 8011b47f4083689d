/// The composition root: makes the parts, joins them, starts and stops them, in a server or as a program of its own.
///
/// Nothing points here. Whatever is started is stopped in the reverse order, on an undeploy as on an interrupt.
@NullMarked
package dev.sluice.app;

import org.jspecify.annotations.NullMarked;
