/// Files that callers keep here, and batches: lists of requests that are answered one by one without their caller.
///
/// Both belong to one owner and do not exist for others. What is said to be stored is stored: a batch goes on where it
/// was when its node is killed, on the same node or another one, and no line whose answer is stored is asked again.
@NullMarked
package dev.sluice.batch;

import org.jspecify.annotations.NullMarked;
