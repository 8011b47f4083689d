/// What operators see and change while the gateway runs.
///
/// Everything here acts on the gateway that runs now, whichever configuration made it. MXBeans follow the rules of JMX
/// instead of the house's own: their accessors begin with `get`, and they use no type that a console does not know.
@NullMarked
package dev.sluice.admin;

import org.jspecify.annotations.NullMarked;
