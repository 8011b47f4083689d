/// Tests of the data store, on H2 and on a PostgreSQL of their own.
@NullMarked
package dev.sluice.store;

import org.jspecify.annotations.NullMarked;
