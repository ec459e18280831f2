/** A hardware monitor that watches how full file systems are: a small plug-in, meant to be copied. */
@NullMarked
package com.example.heartbeat.diskspace;

import org.jspecify.annotations.NullMarked;
