/// The controllers: pure functions from what is observed to what must change.
///
/// A controller of one file is here; one that needs several has a package of its own, named by what
/// it looks after. [Controllers] lists them all.
@NullMarked
package dev.wavetank.controllers;

import org.jspecify.annotations.NullMarked;
