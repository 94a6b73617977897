1i <<<<<<< HEAD
$a =======\n>>>>>>> theirs
