/** What is predicted. `binary` and `multiclass` have labels, `regression` a number. */
export type Task = 'binary' | 'multiclass' | 'regression';
