/**
 * A person in the loop (report, appendix B and §2.5): predictions by prototypes, verdicts in a
 * ledger, what to ask next, and what the answers were worth. Training itself is handed in.
 */
package ricercar.oracle;
