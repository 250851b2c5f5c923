/**
 * The event log on disk, against what ends a process: kills at any moment, restarts, full disks,
 * two processes at one directory. What is in the files is read here by a parser of its own.
 */
@org.jspecify.annotations.NullMarked
package dev.jinx.it.log;
