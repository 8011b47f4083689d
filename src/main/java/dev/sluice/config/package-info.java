/// Everything that an operator may set: immutable records, and the only reader of environment, system properties, JNDI
/// and configuration files.
///
/// A record checks itself when it is made; the message of what it throws begins with the key's path. A configuration
/// that was read is complete and consistent: no other room checks or defaults a setting.
@NullMarked
package dev.sluice.config;

import org.jspecify.annotations.NullMarked;
