/// What operators ask over HTTP is answered to operators alone.
@NullMarked
package dev.sluice.http.admin;

import org.jspecify.annotations.NullMarked;
