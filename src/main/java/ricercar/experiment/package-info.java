/**
 * Declared experiments: one YAML file names a table, its rows, and all that each run depends on.
 */
package ricercar.experiment;
