/// Servers that paint on the premises: AUTOMATIC1111's Stable Diffusion web UI, and what speaks its API.
@NullMarked
package dev.sluice.provider.sdwebui;

import org.jspecify.annotations.NullMarked;
