/** Says in one line what a script is about to do. Plain JavaScript, so that it works before anything is installed. */
process.stderr.write(`${process.argv.slice(2).join(' ')}\n`);
