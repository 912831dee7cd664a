/** Remembers runs: one folder each, with what was asked, where it ran, and what came out. */
package ricercar.track;
