/// The API of AUTOMATIC1111's Stable Diffusion web UI, which stable-diffusion.cpp's server speaks too, in both
/// directions. Its source is the program's own `/docs`.
@NullMarked
package dev.sluice.dialect.sdwebui;

import org.jspecify.annotations.NullMarked;
