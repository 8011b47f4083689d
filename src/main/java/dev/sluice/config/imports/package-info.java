/// Other gateways' configuration files come in here and go out as Sluice's own; what has no counterpart is said, never
/// dropped in silence. Pure: no file is read or written here.
@NullMarked
package dev.sluice.config.imports;

import org.jspecify.annotations.NullMarked;
