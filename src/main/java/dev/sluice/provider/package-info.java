/// What an upstream can do, and how a kind of upstream is made known: the SPI of Sluice.
///
/// A kind is a CDI bean that implements [dev.sluice.provider.ProviderKind]; a jar on the class path adds one. Providers
/// are thread-safe, hold no request's state, and are opened again whenever the configuration changes.
@NullMarked
package dev.sluice.provider;

import org.jspecify.annotations.NullMarked;
