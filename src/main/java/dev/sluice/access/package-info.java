/// Who is calling, and whether they may.
///
/// A decision is made from the facts of a request alone, before its body is read, in a time that does not depend on how
/// close a wrong key is to a right one.
@NullMarked
package dev.sluice.access;

import org.jspecify.annotations.NullMarked;
