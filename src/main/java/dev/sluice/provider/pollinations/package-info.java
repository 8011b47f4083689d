/// Images of Pollinations' public API, which asks for no key: the prompt stands in the address, and the answer is the
/// picture.
@NullMarked
package dev.sluice.provider.pollinations;

import org.jspecify.annotations.NullMarked;
