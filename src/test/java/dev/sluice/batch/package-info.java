/// Tests of files and batches, on H2 and on PostgreSQL.
@NullMarked
package dev.sluice.batch;

import org.jspecify.annotations.NullMarked;
