/// Says what a JSON value must look like, and tells every place where one does not.
///
/// A [dev.sluice.dialect.shape.Shape] is made once, from [dev.sluice.dialect.shape.Shapes], and is immutable. Names
/// that it does not know are never its business, and `null` is the same as absent. Numbers are compared without being
/// expanded, and looking ends once enough is known to be wrong, so that a hostile document costs no more than an
/// honest one. What every front door asks of a request, whatever its dialect, is said here once: model ids, the
/// gateway's own fields, addresses of images.
@NullMarked
package dev.sluice.dialect.shape;

import org.jspecify.annotations.NullMarked;
