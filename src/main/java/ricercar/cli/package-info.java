/** The command line: what a person types, and what it says when something is wrong. */
package ricercar.cli;
