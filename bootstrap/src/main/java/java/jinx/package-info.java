/**
 * The class that woven code names. The package is visible from every class loader, named modules
 * (with a read edge to the boot loader's unnamed module) and OSGi bundles included.
 */
@org.jspecify.annotations.NullMarked
package java.jinx;
