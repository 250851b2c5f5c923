/**
 * Where a reader of events has come to, kept beyond the life of its process.
 *
 * <p>Guarantees of the file store: what {@code put} returned from is on the disk and survives a
 * kill at any instruction; a position never goes back, whichever of many threads and processes
 * writes last; a reader finds a whole file at any moment; what it does not know in the file is
 * kept; a file that it cannot understand is an error and is left as it is.
 *
 * <p>Not promised: file systems without working locks (NFS without a lock daemon, some mounts of
 * containers), a lock file that somebody deletes while processes write, one directory mounted under
 * two paths in one JVM, hard links to the file (a write gives it a new inode), and owner, access
 * lists and extended attributes of the file (its permissions and, where allowed, its group are
 * kept).
 */
@NullMarked
package dev.jinx.client.checkpoint;

import org.jspecify.annotations.NullMarked;
