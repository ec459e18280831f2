/** A notifier that appends to a file: the smallest useful plug-in, meant to be copied. */
@NullMarked
package com.example.heartbeat.file;

import org.jspecify.annotations.NullMarked;
