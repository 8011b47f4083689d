/// Every request that asks a model leaves one row, and no row is lost while the data store is away.
///
/// Requests do not wait for the data store: rows are written in the background, in order, and lie in a file of the
/// gateway's home until the store takes them. What callers said or were told is in no row.
@NullMarked
package dev.sluice.ledger;

import org.jspecify.annotations.NullMarked;
