/// The door for searches of the web: parameters of an address in, results as JSON out.
@NullMarked
package dev.sluice.http.search;

import org.jspecify.annotations.NullMarked;
