/// The data store: what a room writes is there after a restart, on a file of this machine or in a database that several
/// nodes share.
///
/// The store opens by itself in the background. While it is away, whoever needs it is told so by a `RefusedException`
/// with a `Failure.StoreAway`; nobody else notices. SQL is that which H2 and PostgreSQL both understand.
@NullMarked
package dev.sluice.store;

import org.jspecify.annotations.NullMarked;
